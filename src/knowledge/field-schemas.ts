import { z } from 'zod';

export const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9.-]*$/, 'an id: lower-case letters, digits, dots and dashes')
  .max(120);

export const topicIdSchema = z
  .string()
  .regex(/^[a-z][a-z_]*$/, 'a topic id: lower-case letters and underscores');

export const textSchema = z.string().trim().min(1).max(600);

export const termListSchema = z.array(z.string().trim().min(1).max(120)).default([]);

/** Document ids are the three digits that the sources carry; an operator's own documents may use words. */
export const documentIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'a document id such as "003"');

/** How a number is meant. */
export const boundSchema = z.enum(['exact', 'about', 'at-least', 'at-most']);
