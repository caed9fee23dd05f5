import type { Convention } from './convention';
import { esm } from './esm';
import { goMicro } from './go-micro';
import { goframe } from './goframe';
import { hertz } from './hertz';
import { kratos } from './kratos';
import { kubernetes } from './kubernetes';
import { spring } from './spring';

/** The first that reads an entry wins: unmistakable marks before likely ones. */
export const CONVENTIONS: readonly Convention[] = [kratos, goMicro, goframe, kubernetes, esm, spring, hertz];
