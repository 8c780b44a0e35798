import { describe, expect, test } from 'vitest';
import { bytesOf, fileName } from '../../../src/editor/savedFile';
import { isToHost } from '../../../src/panel/messages';

describe('the name of a saved file', () => {
  test.each([
    ['f', 'f.svg'],
    ['Class.method', 'Class.method.svg'],
    ['../../etc/passwd', 'etc-passwd.svg'],
    ['C:\\x', 'C-x.svg'],
    ['größe', 'größe.svg'],
    ['', 'gradlens.svg'],
    ['..', 'gradlens.svg'],
    ['con', '_con.svg'],
    ['aux.f', '_aux.f.svg'],
  ])('%j becomes %j', (name, file) => {
    expect(fileName(name, 'svg')).toBe(file);
  });
});

describe('the bytes of a saved file', () => {
  test('are UTF-8 for text', () => {
    expect([...(bytesOf('md', 'ä') ?? [])]).toEqual([0xc3, 0xa4]);
  });

  test('are a picture for PNG, and nothing else', () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    expect([...(bytesOf('png', png) ?? [])].slice(0, 4)).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(bytesOf('png', 'TVqQAAMAAAAEAAAA')).toBeNull();
    expect(bytesOf('png', 'no base64!')).toBeNull();
  });
});

describe('the message that hands it over', () => {
  const message = { kind: 'save', name: 'f', format: 'svg', content: '<svg/>' };

  test('is in the contract', () => {
    expect(isToHost(message)).toBe(true);
  });

  test.each([{ format: 'exe' }, { content: 5 }, { name: null }, { path: '/etc' }])('but not with %j', (change) => {
    expect(isToHost({ ...message, ...change })).toBe(false);
  });
});
