/**
 * Plans are made in a process of their own, one for all engines here. Version 0.0.38 of the planner has texts of a hundred bytes that end
 * its process or keep it busy for minutes; so they end that one, which is started again, and hold nobody up. A text that did is refused.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PlanNode } from './plan.ts';
import type { FromPlanner, ToPlanner } from './plannerProcess.ts';

/** No plan: the text is too much for the planner, or it found none. The message is for the log. */
export class NoPlan extends Error {}

export interface Planning {
  /** Rejects with {@link NoPlan}. */
  plan(text: string, percentage: number): Promise<PlanNode | undefined>;
  close(): void;
}

/** An honest plan takes a millisecond. */
const LONGEST_PLAN = 1_000;
const MOST_WAITING = 500;

interface Waiting {
  message: ToPlanner & { kind: 'plan' };
  resolve(node: PlanNode | undefined): void;
  reject(error: Error): void;
}

const supergraphs = new Map<number, string>();
/** In the order they were sent, which is the order they are answered in: the first one is being planned. */
const waiting = new Map<number, Waiting>();
let child: ChildProcess | undefined;
let ready = false;
let timer: NodeJS.Timeout | undefined;
let numbers = 0;

export function openPlanning(sdl: string): Planning {
  numbers += 1;
  const supergraph = numbers;
  supergraphs.set(supergraph, sdl);
  child?.send({ kind: 'open', supergraph, sdl } satisfies ToPlanner);
  return {
    plan(text, percentage) {
      if (waiting.size >= MOST_WAITING) return Promise.reject(new NoPlan('too many operations wait for a plan'));
      numbers += 1;
      const message = { kind: 'plan', id: numbers, supergraph, text, percentage } as const;
      return new Promise((resolve, reject) => {
        waiting.set(message.id, { message, resolve, reject });
        if (child) child.send(message);
        else start();
        watch();
      });
    },
    close() {
      supergraphs.delete(supergraph);
      child?.send({ kind: 'close', supergraph } satisfies ToPlanner);
    },
  };
}

function start(): void {
  ready = false;
  const own = fork(fileURLToPath(new URL('./plannerProcess.ts', import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child = own;
  own.on('message', hear);
  own.on('error', () => own.kill('SIGKILL'));
  own.once('exit', () => lost(own));
  for (const [supergraph, sdl] of supergraphs) own.send({ kind: 'open', supergraph, sdl } satisfies ToPlanner);
  for (const { message } of waiting.values()) own.send(message);
}

function hear(message: FromPlanner): void {
  ready = true;
  if (message.id !== undefined) {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if ('error' in message) asked?.reject(new NoPlan(message.error));
    else asked?.resolve(message.node);
  }
  watch();
}

/** Gives the first one its time. While nobody waits, the planner keeps no process from ending. */
function watch(): void {
  clearTimeout(timer);
  timer = undefined;
  if (!child) return;
  if (!waiting.size) {
    child.unref();
    child.channel?.unref();
    return;
  }
  child.ref();
  child.channel?.ref();
  if (ready) timer = setTimeout(() => child?.kill('SIGKILL'), LONGEST_PLAN);
}

/** The text that was being planned is refused, the others are sent to the next process. */
function lost(own: ChildProcess): void {
  if (child !== own) return;
  child = undefined;
  const [first] = waiting;
  if (first) {
    const [id, asked] = first;
    waiting.delete(id);
    asked.reject(new NoPlan(ready ? 'the planner ended or took too long' : 'the planner cannot be started'));
  }
  if (waiting.size) start();
  watch();
}
