import type { Check } from "../observed";

const UNHANDLED = /unhandled(promise)?rejection|unhandled exception|panic: /i;
const STACK_LINE = /^\s+at .*:\d+:\d+\)?$/m;

/** The run ended in time, and its output holds no stack trace. */
export const cleanOutput: Check = ({ ended: { hung, output }, killed }) => [
  ...(hung ? ["the run did not end"] : []),
  ...(!killed && UNHANDLED.test(output) ? ["the output shows an unhandled rejection"] : []),
  ...(!killed && STACK_LINE.test(output) ? ["the output shows a stack trace"] : []),
];
