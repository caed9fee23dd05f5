import { type Logger, pino } from 'pino';

/** Writes one JSON line an event to standard output. Fields that could hold a secret are cut out, wherever they come from. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    messageKey: 'event',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        'password',
        'token',
        'authorization',
        'httpAuth',
        'cookie',
        'secret',
        'clientSecret',
        '*.password',
        '*.token',
        '*.authorization',
        '*.httpAuth',
        '*.cookie',
        '*.secret',
        '*.clientSecret',
      ],
      censor: '[redacted]',
    },
    serializers: {
      err: (error: unknown) =>
        error instanceof Error
          ? { type: error.name, message: error.message, stack: error.stack }
          : { message: String(error) },
    },
  });
}
