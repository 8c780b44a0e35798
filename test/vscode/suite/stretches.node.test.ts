import { assert } from 'chai';
import { Session, type Profiler } from 'node:inspector/promises';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { find, hoversAt, lensesIn, openExample, openText } from './editor';
import { longFile, NAME_IN_LONG_FILE } from './longFile';

/** Milliseconds; one stretch may be longer because another process had the processor just then. */
const LONGEST = 5;

const INTERVAL = 0.25;
/** A longer time between two samples tells that another process had the processor, not what ours did meanwhile. */
const LONGEST_SAMPLE = 4 * INTERVAL;

/** The stretches of time in which our own code was at work in this thread without a pause, longest first, in milliseconds. */
async function stretchesDuring(work: () => Promise<void>): Promise<number[]> {
  const extension = vscode.extensions.getExtension('gradlens.gradlens');
  await extension?.activate();
  const script = vscode.Uri.joinPath(extension?.extensionUri ?? vscode.Uri.file(''), 'dist/extension.js').path;
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL * 1000 });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return stretchesOf(profile, script);
}

function stretchesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, script: string): number[] {
  const ours = new Set<number>();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const mark = (id: number, within: boolean): void => {
    const node = byId.get(id);
    const own = within || (node?.callFrame.url.endsWith(script) ?? false);
    if (own) ours.add(id);
    for (const child of node?.children ?? []) mark(child, own);
  };
  if (nodes[0]) mark(nodes[0].id, false);
  const stretches: number[] = [];
  let stretch = 0;
  for (const [at, sample] of samples.entries()) {
    if (ours.has(sample)) stretch += Math.min((timeDeltas[at + 1] ?? 0) / 1000, LONGEST_SAMPLE);
    else if (stretch > 0) stretches.push(stretch);
    if (!ours.has(sample)) stretch = 0;
  }
  return [...stretches, stretch].sort((a, b) => b - a);
}

/**
 * Asserts that the work is done in short stretches. Other processes may lengthen a stretch: the work is then done again,
 * and a stretch that is really long is long each time.
 */
async function assertShort(work: () => Promise<void>): Promise<void> {
  const rounds: string[] = [];
  for (let round = 0; round < 3; round++) {
    const stretches = await stretchesDuring(work);
    assert.isAbove(stretches[0] ?? 0, 0, 'none of our code was seen');
    if ((stretches[1] ?? 0) < LONGEST) return;
    rounds.push(
      stretches
        .slice(0, 5)
        .map((milliseconds) => milliseconds.toFixed(1))
        .join(', '),
    );
  }
  assert.fail(`stretches in ms: ${rounds.join('; ')}`);
}

describe('Our part of the extension host', () => {
  it('works in short stretches while a long file is opened, read and edited', async () => {
    const name = new vscode.Position(NAME_IN_LONG_FILE.line, NAME_IN_LONG_FILE.character);
    await assertShort(async () => {
      const editor = await openText(longFile());
      await eventually('the file is read', async () => (await hoversAt(editor.document, name)).length > 0);
      for (let stroke = 0; stroke < 10; stroke++) {
        await editor.edit((edit) => edit.insert(new vscode.Position(1, 4), ' '));
        void hoversAt(editor.document, name);
        await new Promise((next) => setTimeout(next, 50));
      }
      await hoversAt(editor.document, name);
      await lensesIn(editor.document);
    });
  });

  it('works in short stretches while a large matrix is shown', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `        x[${i}]**2 * np.sin(x[${(i + 1) % 12}]),\n`).join('');
    const editor = await openText(`import numpy as np\n\n\ndef f(x):\n    return np.array([\n${rows}    ])\n`);
    await assertShort(async () => {
      await eventually('there is a hover', async () => {
        const hovers = await hoversAt(editor.document, find(editor.document, 'f(x)'));
        return hovers.length > 0;
      });
      const target = { uri: editor.document.uri.toString(), function: 'f' };
      await vscode.commands.executeCommand('gradlens.openPanel', target);
      await eventually('the panel shows it', () =>
        vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Gradlens: f')),
      );
    });
    await openExample('seed.py');
  });
});
