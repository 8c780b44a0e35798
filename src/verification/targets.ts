/** Losses compare what is predicted with what is true: they are differentiated by the prediction. */

/** Names that say of themselves which of the two they are. */
const truth =
  /^([a-z]_?true|y_?actual|y_?real|y_?gt|truth|true(_\w+)?|ground_?truth|gt|targets?|labels?|actual|expected(_value)?|real_value|observed|reference|correct|original|desired|y_?train)$/i;
const prediction =
  /^([a-z]_?pred\w*|[a-z]_?hat|yh|y_?prob\w*|pred\w*|(net_?|model_?)?outputs?|logits?|y_?out|yp|estimate\w*|reconstruct\w*|guess\w*)$/i;
/** What a model has beside them. */
const parameter = /^(w|weights?|theta\w*|beta\w*|coef\w*|params?|\w*vectors?|\w*matrix|embed\w*)$/i;
/** Names that say it in a loss only. */
const modelOutput = /^(y|o|a|al|h|z|p|x|probs?|scores?)$/i;
const lossName = /loss|cost|error|entropy|mse|mae|bce|nll|criterion|hinge|huber|deviance/i;

export const isNamedAsLoss = (name: string): boolean => lossName.test(name);

/**
 * Which of two arguments is the prediction; `null` where they are not called that.
 *
 * @param functionName with its class: `QuadraticCost.fn`.
 */
export function predictionAmong(names: readonly string[], functionName: string): string | null {
  if (names.length !== 2) return null;
  const isLoss = lossName.test(functionName);
  const [p, q] = names as readonly [string, string];
  const is = (name: string, other: string): boolean => {
    if (truth.test(name)) return false;
    if (prediction.test(name))
      return truth.test(other) || /^y$/i.test(other) || (isLoss && !prediction.test(other) && !parameter.test(other));
    // `y` is what is predicted in `loss(y, t)`, and the truth in `loss(y, a)`.
    if (!isLoss || !modelOutput.test(name)) return false;
    return truth.test(other) || /^t$/.test(other) || (/^y$/i.test(other) && !/^[xy]$/i.test(name));
  };
  return is(p, q) ? p : is(q, p) ? q : null;
}
