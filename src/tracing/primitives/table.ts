/** Every primitive by name. */
import type { Primitive } from './binding';
import { builtinPrimitives } from './builtins';
import { containerPrimitives } from './containers';
import { creationPrimitives } from './creation';
import { definedPrimitives } from './defined';
import { elementwisePrimitives } from './elementwise';
import { javascriptListPrimitives } from './javascript/lists';
import { javascriptMatrixPrimitives } from './javascript/matrices';
import { javascriptValuePrimitives } from './javascript/values';
import { functionalControlPrimitives } from './functionalControl';
import { layerPrimitives } from './layers';
import { linearPrimitives } from './linear';
import { lossPrimitives } from './losses';
import { polynomialPrimitives } from './polynomials';
import { productPrimitives } from './products';
import { placePrimitives } from './places';
import { reductionPrimitives } from './reductions';
import { searchPrimitives } from './searches';
import { shapingPrimitives } from './shaping';
import { selectionPrimitives } from './selections';
import { gridPrimitives } from './grids';
import { statisticsPrimitives } from './statistics';
import { structuredPrimitives } from './structured';
import { testFunctionPrimitives } from './testfunctions';
import { tensorPartPrimitives } from './tensorParts';
import { tensorPrimitives } from './tensors';
import { typePrimitives } from './types';
import { ufuncPrimitives } from './ufuncs';
import { decompositionPrimitives } from './decompositions';
import { complexPrimitives } from './complex';
import { derivativePrimitives } from './derivatives';
import { distancePrimitives } from './distances';
import { distributionPrimitives } from './distributions';
import { iterationPrimitives } from './iteration';

let table: ReadonlyMap<string, Primitive> | undefined;

/** The primitive of this name. The table is put together on first use: its parts refer to each other's modules. */
export function findPrimitive(name: string): Primitive | undefined {
  table ??= new Map(
    [
      definedPrimitives,
      elementwisePrimitives,
      creationPrimitives,
      shapingPrimitives,
      reductionPrimitives,
      placePrimitives,
      productPrimitives,
      linearPrimitives,
      distancePrimitives,
      polynomialPrimitives,
      builtinPrimitives,
      containerPrimitives,
      searchPrimitives,
      testFunctionPrimitives,
      javascriptListPrimitives,
      javascriptMatrixPrimitives,
      javascriptValuePrimitives,
      selectionPrimitives,
      gridPrimitives,
      statisticsPrimitives,
      structuredPrimitives,
      typePrimitives,
      ufuncPrimitives,
      decompositionPrimitives,
      complexPrimitives,
      derivativePrimitives,
      distributionPrimitives,
      iterationPrimitives,
      layerPrimitives,
      tensorPrimitives,
      tensorPartPrimitives,
      lossPrimitives,
      functionalControlPrimitives,
    ].flatMap((part) => Object.entries(part)),
  );
  return table.get(name);
}
