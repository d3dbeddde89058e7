import { styleText } from 'node:util';
import { joinLines } from './joined.ts';
import { isQuiet, readable } from './readable.ts';

/** Prints the lines of the runner and the functions for a person. */
export interface Console {
  /** One step of the start, with the time since its beginning. */
  step(text: string): void;
  print(text: string): void;
  /** A line that a function has written. */
  functionLine(name: string, line: string): void;
  /** Prints what is held back. */
  end(): void;
}

/**
 * @param write takes a line of text.
 * @param prefix common prefix of all functions' names, omitted.
 * @param joins whether an event gets one line for those of the ingress and its consumer.
 */
export const createConsole = (
  write: (line: string) => void,
  prefix: string,
  joins = false,
): Console => {
  const began = performance.now();
  const joined = joinLines(write);
  return {
    step: (text) => {
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      write(`${styleText('dim', `${seconds.padStart(5)} s`)}  ${text}`);
    },
    print: write,
    functionLine: (name, line) => {
      const shortName = name.startsWith(prefix) ? name.slice(prefix.length) : name;
      if (isQuiet(line)) return;
      const print = (): void => write(`${label(shortName)} ${readable(line)}`);
      if (!joins || !joined.take(line, print)) print();
    },
    end: joined.end,
  };
};

const colours = ['cyan', 'magenta', 'blue', 'green', 'yellow'] as const;

const label = (name: string): string => {
  const sum = [...name].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return styleText(colours[sum % colours.length] ?? 'cyan', name.padEnd(11));
};
