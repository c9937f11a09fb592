import type { FastifyInstance } from 'fastify';
import { protectPages } from '../security/page-headers.ts';
import { CountyError } from './county-error.ts';

export function protectConsole(app: FastifyInstance): void {
  protectPages(app, {
    refusal: () => new CountyError('county/not-allowed', 'requests from other sites are refused'),
  });
}
