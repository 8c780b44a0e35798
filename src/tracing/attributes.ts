/** `object.name`, read and bound. */
import { isModule } from '../languages/library';
import { modulesOfFunction, usesModule } from './modulesUsed';
import { callValue } from './calls';
import { findMember, findSetter, isWhollyKnown } from './classes';
import type { Member } from './classes';
import { asList } from './coercion';
import { impossible, refuse, resolved, unknown } from './context';
import type { Context } from './context';
import { libraryMember } from './expressions';
import { callPrimitive, isPrimitive } from './primitives/call';
import { fileScope } from './module';
import { updateNamed } from './primitives/functionalControl';
import { attributeOfType } from './primitives/types';
import { ufuncMethods } from './primitives/ufuncs';
import { Refusal } from './refusal';
import type { Scope } from './scope';
import { isSilent } from './silence';
import { subscript } from './subscripts';
import { describe, none, scalar, text } from './values';
import type { Builtin, ClassValue, RecordObject, Value } from './values';

const builtin = (primitive: string, name: string): Builtin => ({ kind: 'builtin', primitive, name });

const bound = (callee: Value, self: Value): Value => ({ kind: 'bound', callee, positional: [self], keywords: [] });

/** A class's member as an object's (or the class's own) attribute. */
function memberOf(context: Context, member: Member, self: Value, of: ClassValue): Value {
  switch (member.kind) {
    case 'value':
    case 'static':
      return member.value;
    case 'class':
      return bound(member.value, of);
    case 'classProperty':
      return callValue(context, member.value, [of], []);
    case 'property':
      return self.kind === 'class' ? member.value : callValue(context, member.value, [self], []);
    case 'method':
      return self.kind === 'class' ? member.value : bound(member.value, self);
  }
}

const TRANSPOSE = 'T';

/** Attributes that only arrays have: reading one tells that an argument is an array. */
const ONLY_OF_ARRAYS = new Set(['length', 'T', 'shape', 'size', 'ndim', 'dtype', 'itemsize', 'flat', 'real', 'imag']);

/** A name of a file, or of a package the file of that name: some file has imported it, or this could not be run. */
function memberOfModule(context: Context, own: Scope, name: string, path: string): Value {
  const value = own.lookUp(name);
  if (value && value.kind !== 'opaque') return value;
  const scope = fileScope(context, context.scope, path);
  return scope ? { kind: 'module', path, scope } : (value ?? opaque(context, path));
}

/** `object.name`; `called` where it is called at once. */
export function readAttribute(context: Context, object: Value, name: string, called = false): Value {
  switch (object.kind) {
    case 'record':
      return ofRecord(context, object, name);
    case 'class': {
      const member = findMember(context, object, name);
      if (member) return memberOf(context, member, object, object);
      return name === '__name__' ? text(object.name) : opaque(context, `${object.name}.${name}`);
    }
    case 'module': {
      const path = `${object.path}.${name}`;
      if (object.scope) return memberOfModule(context, object.scope, name, path);
      const member = libraryMember(context, path);
      if (member) return member;
      return isModule(context.language.library, path) ? { kind: 'module', path } : opaque(context, path);
    }
    case 'builtin': {
      const borrowed = borrow(context, object, name);
      if (borrowed) return borrowed;
      const path = `${object.name}.${name}`;
      if (ufuncMethods.has(name)) return bound(builtin(`ufunc.${name}`, path), object);
      const inner = `${object.primitive}.${name}`;
      if (isPrimitive(inner)) return builtin(inner, path);
      const ofType = attributeOfType(context, object, name);
      if (ofType) return ofType;
      return libraryMember(context, path) ?? (name === '__name__' ? text(object.name) : opaque(context, path));
    }
    case 'opaque': {
      // The transpose of an array that nothing is known of has its elements.
      if (name === TRANSPOSE) {
        const array = resolved(context, object);
        if (array.kind === 'scalar' || array.kind === 'array') return readAttribute(context, array, name, called);
      }
      const path = `${object.name}.${name}`;
      return context.ofFile?.(path) ?? { ...object, name: path };
    }
    case 'optional':
      return readAttribute(context, resolved(context, object), name, called);
    case 'complex':
    case 'scalar':
    case 'array':
    case 'masked':
      return ofNumbers(context, object, name, called);
    case 'list':
    case 'tuple':
    case 'dictionary':
    case 'string':
    case 'range': {
      const place = object.kind === 'tuple' ? (object.names?.indexOf(name) ?? -1) : -1;
      if (object.kind === 'tuple' && place >= 0) return object.items[place] as Value;
      const { memberPrefix } = context.language.library;
      if (memberPrefix !== undefined) return ofOtherLanguage(context, object, name, memberPrefix);
      const primitive = `${object.kind === 'range' ? 'tuple' : object.kind}.${name}`;
      if (isPrimitive(primitive)) return bound(builtin(primitive, name), object);
      if (object.kind === 'dictionary' && object.object.entries.has(`'${name}'`))
        return object.object.entries.get(`'${name}'`)?.value as Value;
      return refuse(context, `\`.${name}\` of ${describe(object)} is not known.`);
    }
    case 'super': {
      const member =
        object.self.kind === 'record' && object.self.object.definition
          ? findMember(context, object.self.object.definition, name, object.owner)
          : findMember(context, object.owner, name, object.owner);
      if (member) return memberOf(context, member, object.self, object.owner);
      return name === '__init__' || name === '__post_init__'
        ? builtin('print', name)
        : opaque(context, `super().${name}`);
    }
    case 'function':
    case 'bound':
      return (
        updateNamed(object, name) ??
        borrow(context, object, name) ??
        (name === '__name__' ? text(null) : unknown(context, `\`.${name}\` of a function is not known.`))
      );
    case 'unknown':
      throw new Refusal(object.reason);
    default:
      return refuse(context, `${describe(object)} has no attribute \`${name}\`.`);
  }
}

/** A member of a list, a text or a dictionary by the primitives of another language than Python. */
function ofOtherLanguage(context: Context, object: Value, name: string, prefix: string): Value {
  const kind = object.kind === 'string' ? 'string' : 'list';
  const primitive = `${prefix}.${kind}.${name}`;
  if (isPrimitive(primitive)) {
    const method = builtin(primitive, `.${name}`);
    const isRead = context.language.library.arrayAttributes.includes(name);
    return isRead ? callPrimitive(context, method, [object], []) : bound(method, object);
  }
  const index = /^\d+$/.test(name) ? scalar(context.graph.integer(Number(name)), 'int') : undefined;
  if (index) return subscript(context, object, [index]);
  return refuse(context, `\`.${name}\` of ${describe(object)} is not known.`);
}

/** `f.call`, `f.apply`, `f.bind`, where functions have such methods. */
function borrow(context: Context, fn: Value, name: string): Value | undefined {
  const { memberPrefix } = context.language.library;
  const primitive = `${memberPrefix ?? ''}.function.${name}`;
  return memberPrefix !== undefined && isPrimitive(primitive) ? bound(builtin(primitive, name), fn) : undefined;
}

function opaque(context: Context, name: string): Value {
  return { kind: 'opaque', name, reason: { message: `\`${name}\` is not known.`, span: context.span } };
}

/** Whether all that the object has is known: what is missing is not there. */
const isWholly = (context: Context, record: RecordObject): boolean =>
  record.definition === null || isWhollyKnown(context, record.definition);

/** Where a method is a function that has its object as `this`, it is given it. */
function boundToRecord(context: Context, object: Value, own: Value): Value {
  const { receiver } = context.language.semantics;
  const takesReceiver =
    own.kind === 'function' && receiver !== undefined && own.definition.parameters[0]?.name === receiver;
  return takesReceiver ? bound(own, object) : own;
}

function ofRecord(context: Context, object: Extract<Value, { kind: 'record' }>, name: string): Value {
  const record = object.object;
  const own = record.attributes.get(name);
  if (own?.kind === 'unknown') throw new Refusal(own.reason);
  if (own) return boundToRecord(context, object, own);
  if (record.definition) {
    const member = findMember(context, record.definition, name);
    if (member && (member.kind !== 'value' || !record.missing))
      return memberOf(context, member, object, record.definition);
  }
  const value = record.missing?.(name);
  if (value) return value;
  if (context.language.semantics.missing === 'undefined' && isWholly(context, record)) return none;
  return refuse(context, `\`${name}\` is not set on ${describe(object)}.`);
}

/** What an attribute is that nothing has set on the object itself. */
export function attributeBefore(context: Context, object: RecordObject, name: string): Value | undefined {
  const value = object.missing?.(name);
  if (value || !object.definition) return value;
  const member = findMember(context, object.definition, name);
  return member?.kind === 'value' ? member.value : undefined;
}

/**
 * What a member means in files that use a module whose arrays are others than NumPy's: PyTorch's variance is divided by
 * n − 1, its `transpose` exchanges two axes. Where a file uses both, the running function tells by what it calls; where
 * it uses both itself, or neither, only what means the same in both is read.
 */
function dialectOf(context: Context, name: string): string | undefined {
  for (const [module, members] of Object.entries(context.language.library.dialects ?? {})) {
    if (!Object.hasOwn(members, name) || !usesModule(context, module)) continue;
    const isShared = Object.hasOwn(context.language.library.functions, `numpy.${name}`) && usesModule(context, 'numpy');
    if (!isShared) return members[name];
    const used = modulesOfFunction(context, [module, 'numpy']);
    if (used.length !== 1) return 'ambiguous';
    return used[0] === module ? members[name] : undefined;
  }
  return undefined;
}

function ofNumbers(context: Context, object: Value, name: string, called: boolean): Value {
  const { arrayMembers, arrayAttributes } = context.language.library;
  const isAttribute = arrayAttributes.includes(name);
  const primitive = dialectOf(context, name) ?? (Object.hasOwn(arrayMembers, name) ? arrayMembers[name] : undefined);
  const input = context.inputs.inputBehind(object);
  const isScalarInput = object.kind === 'scalar' && input !== undefined;
  const isArrays =
    primitive !== undefined && (isAttribute ? !isScalarInput || ONLY_OF_ARRAYS.has(name) : !isScalarInput || called);
  if (isArrays && primitive !== undefined) {
    if (name === 'size' && called) return bound(builtin('shape', name), object);
    const method = builtin(primitive, `.${name}`);
    return isAttribute ? callPrimitive(context, method, [object], []) : bound(method, object);
  }
  if (isScalarInput) context.inputs.demandByName(input, [{ kind: 'record' }], context.span);
  if (object.kind === 'array' && isPrimitive(`list.${name}`)) asList(context, object);
  if (name === 'flags') return unknown(context, 'Flags of arrays are not known.');
  return refuse(context, `\`.${name}\` of ${describe(object)} is not known.`);
}

/** `object.name = value`. */
export function bindAttribute(context: Context, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case 'record': {
      const setter = object.object.definition && findSetter(context, object.object.definition, name);
      if (setter) return void callValue(context, setter, [object, value], []);
      if (object.object.frozen) throw new Refusal(object.object.frozen);
      context.heap.write(object.object, name, value);
      return;
    }
    case 'opaque':
    case 'module':
      if (isSilent(object)) return;
      return refuse(context, `\`.${name}\` of something outside of this file is set here.`);
    case 'function':
    case 'builtin':
      return;
    case 'unknown':
      throw new Refusal(object.reason);
    case 'scalar': {
      const input = context.inputs.inputBehind(object);
      if (input !== undefined) context.inputs.demandByName(input, [{ kind: 'record' }], context.span);
      return impossible(context, `\`.${name}\` of a number cannot be set.`, 'AttributeError');
    }
    default:
      return impossible(context, `\`.${name}\` of ${describe(object)} cannot be set.`, 'AttributeError');
  }
}
