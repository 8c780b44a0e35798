/** What the page says of its pictures. */
export interface PicturesTexts {
  /** The kinds of picture, as a group, and each. */
  /** Where there is no point. */
  readonly pictureNeedsPoint: string;
  readonly pictureKind: string;
  readonly pictureKindField: string;
  readonly pictureKindCurve: string;
  readonly pictureKindMap: string;
  readonly pictureOutputs: string;
  /** `{0}`: how many outputs. */
  readonly pictureAll: string;
  readonly pictureAlong: string;
  readonly pictureGradient: string;
  readonly pictureDirection: string;
  /** The axis along a direction. */
  readonly pictureStep: string;
  readonly pictureAcross: string;
  readonly pictureUp: string;
  readonly pictureOutputAcross: string;
  readonly pictureOutputUp: string;
  readonly pictureShowSlopes: string;
  readonly pictureShowArrows: string;
  readonly pictureLevels: string;
  readonly pictureLevelsAutomatic: string;
  readonly pictureLevelsEven: string;
  readonly pictureLevelsLogarithmic: string;
  readonly pictureZoomIn: string;
  readonly pictureZoomOut: string;
  readonly pictureReset: string;
  readonly pictureSaveSvg: string;
  readonly pictureSavePng: string;
  readonly pictureHint: string;
  /** `{0}`: outputs, `{1}`: the axis. */
  readonly pictureCurve: string;
  readonly pictureSlopes: string;
  /** `{0}`: an output, `{1}`, `{2}`: variables. */
  readonly pictureField: string;
  /** `{0}`, `{1}`: variables, or outputs. */
  readonly pictureDomain: string;
  readonly pictureImage: string;
  /** `{0}`: an output. */
  readonly pictureOutput: string;
  /** `{0}`: an axis, `{1}`, `{2}`: its ends. */
  readonly pictureInterval: string;
  /** `{0}`: an output, `{1}`: the least value, `{2}`: where, `{3}`: the largest, `{4}`: where. */
  readonly pictureExtremes: string;
  readonly pictureNothing: string;
  /** `{0}`: the numbers. */
  readonly pictureAtPoint: string;
  /** `{0}`, `{1}`: the derivative to the left and to the right. */
  readonly pictureSides: string;
  /** `{0}`: places. */
  readonly pictureKinkAt: string;
  readonly pictureJumpAt: string;
  readonly pictureVerticalAt: string;
  readonly picturePoleAt: string;
  readonly pictureEdgeAt: string;
  readonly pictureHoleAt: string;
  readonly pictureHasKinks: string;
  readonly pictureHasJumps: string;
  readonly pictureHasPoles: string;
  /** `{0}`: percent. */
  readonly pictureUndefined: string;
  /** `{0}`: the size of the determinant. */
  readonly pictureKeeps: string;
  readonly pictureReverses: string;
  readonly pictureCollapses: string;
  /** `{0}`, `{1}`: singular values. */
  readonly pictureStretched: string;
}
