/** What the names of JavaScript and of its well-known numeric libraries mean. */
import type { Library } from '../language';
import { arrayAttributes, arrayMembers } from './library/members';
import { builtins, globals, standardConstants, standardFunctions } from './library/standard';
import { mathjsAliases, mathjsConstants, mathjsFunctions } from './library/mathjs';
import { matrixAliases, matrixFunctions } from './library/matrix';

export const javascriptLibrary: Library = {
  functions: { ...standardFunctions, ...mathjsFunctions, ...matrixFunctions },
  constants: { ...standardConstants, ...mathjsConstants },
  aliases: { ...mathjsAliases, ...matrixAliases },
  builtins,
  globals,
  arrayMembers,
  arrayAttributes,
  memberPrefix: 'javascript',
};
