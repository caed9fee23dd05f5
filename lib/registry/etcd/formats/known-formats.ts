import { apisix } from './apisix';
import { coredns } from './coredns';
import { dubboApplication } from './dubbo/dubbo-application';
import { dubboInterface } from './dubbo/dubbo-interface';
import type { Format } from './format';
import { goKit } from './go-kit';
import { goMicro } from './go-micro';
import { goZero } from './go-zero';
import { goframe } from './goframe';
import { grpcNaming } from './grpc-naming';
import { hertz } from './hertz';
import { hostPort } from './host-port';
import { jupiter } from './jupiter';
import { kitex } from './kitex';
import { kratos } from './kratos';
import { moleculer } from './moleculer';
import { plain } from './plain';
import { plainFlat } from './plain-flat';
import { plainGuess } from './plain-guess';
import { rpcx } from './rpcx';
import { serviceNode } from './service-node';
import { servicecomb } from './servicecomb';
import { traefik } from './traefik';

/**
 * Every format, in the order they are tried: the first that knows an entry's shape reads it. Those known by their keys
 * come first, then those known by their values, the guess last.
 */
export const KNOWN_FORMATS: readonly Format[] = [
  dubboInterface,
  dubboApplication,
  apisix,
  coredns,
  servicecomb,
  traefik,
  moleculer,
  goMicro,
  kratos,
  kitex,
  hertz,
  goframe,
  rpcx,
  goZero,
  jupiter,
  grpcNaming,
  serviceNode,
  hostPort,
  goKit,
  plainFlat,
  plain,
  plainGuess,
];
