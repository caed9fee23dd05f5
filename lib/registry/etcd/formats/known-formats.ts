import type { Format } from './format';
import { hostPort } from './host-port';
import { plain } from './plain';
import { plainFlat } from './plain-flat';
import { plainGuess } from './plain-guess';
import { serviceNode } from './service-node';

/**
 * Every format, in the order they are tried: the first that knows an entry's shape reads it. Those known by their keys
 * come first, then those known by their values, the guess last.
 */
export const KNOWN_FORMATS: readonly Format[] = [serviceNode, hostPort, plainFlat, plain, plainGuess];
