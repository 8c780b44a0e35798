/** PyTorch's own functions: `forward(ctx, …)` and `backward(ctx, grad_output)`. Truth was computed by NumPy. */
import { describe, expect, it } from 'vitest';
import { openPython } from './open';

function told(...methods: string[]): string[] {
  const document = openPython(
    ['import torch', 'class F(torch.autograd.Function):', ...methods.map((line) => `    ${line}`), ''].join('\n'),
  );
  return document
    .functions()
    .flatMap((name) => document.checks(name))
    .map(({ part, verdict, message }) => `${part} ${verdict}${/not judged: (.*)/.exec(message)?.[0] ?? ''}`.trim());
}

const method = (head: string, ...body: string[]): string[] => [
  '@staticmethod',
  `def ${head}:`,
  ...body.map((line) => `    ${line}`),
];

describe('a function of PyTorch', () => {
  const cubic = (slope: string): string[] => [
    ...method('forward(ctx, x)', 'ctx.save_for_backward(x)', 'return 0.5 * (5 * x ** 3 - 3 * x)'),
    ...method('backward(ctx, grad_output)', 'x, = ctx.saved_tensors', `return grad_output * ${slope}`),
  ];

  it('is compared with its backward pass', () => {
    expect(told(...cubic('1.5 * (5 * x ** 2 - 1)'))).toEqual(['proved']);
    expect(told(...cubic('1.5 * (5 * x ** 2 + 1)'))).toEqual(['differs']);
  });

  const linear = (byInput: string, byWeight: string): string[] => [
    ...method(
      'forward(ctx, input, weight, bias=None)',
      'ctx.save_for_backward(input, weight, bias)',
      'output = input.mm(weight.t())',
      'if bias is not None:',
      '    output += bias.unsqueeze(0).expand_as(output)',
      'return output',
    ),
    ...method(
      'backward(ctx, grad_output)',
      'input, weight, bias = ctx.saved_tensors',
      'grad_input = grad_weight = grad_bias = None',
      'if ctx.needs_input_grad[0]:',
      `    grad_input = ${byInput}`,
      'if ctx.needs_input_grad[1]:',
      `    grad_weight = ${byWeight}`,
      'return grad_input, grad_weight, grad_bias',
    ),
  ];

  it('has a gradient by each argument that is given', () => {
    const right = ['grad_output.mm(weight)', 'grad_output.t().mm(input)'] as const;
    expect(told(...linear(...right))).toEqual(['[input] proved', '[weight] proved']);
    expect(told(...linear('grad_output.mm(weight.t())', right[1]))).toContain('[input] differs');
    expect(told(...linear(right[0], '-grad_output.t().mm(input)'))).toEqual(['[input] proved', '[weight] differs']);
  });

  it('keeps what is no tensor in its context', () => {
    const scaled = (slope: string): string[] => [
      ...method('forward(ctx, x, k)', 'ctx.k = k', 'return torch.sin(x) * k', ''),
      ...method('backward(ctx, g)', `return ${slope}, None`),
    ];
    const kept = scaled('g * ctx.k');
    const both = [...kept.slice(0, 2), '    ctx.save_for_backward(x)', ...kept.slice(2)].map((line) =>
      line.replace('g * ctx.k', 'g * ctx.k * torch.cos(ctx.saved_tensors[0])'),
    );
    expect(told(...kept)).toEqual(['[x] differs']);
    expect(told(...both)).toEqual(['[x] proved']);
  });

  it('may pass on another slope on purpose', () => {
    const passing = (value: string, slope: string): string[] => [
      ...method('forward(ctx, x)', 'ctx.save_for_backward(x)', `return ${value}`),
      ...method('backward(ctx, g)', 'x, = ctx.saved_tensors', `return ${slope}`),
    ];
    expect(told(...passing('x.view_as(x)', '-2 * g')).join()).toMatch(/^unknownnot judged: .*another slope is meant/);
    expect(told(...passing('torch.clamp(x, -1, 1)', 'g')).join()).toMatch(/^unknownnot judged: .*straight through/);
    expect(told(...passing('(x > 0).float()', 'g / (1 + x.abs())**2'))).toEqual(['unknown']);
    expect(told(...passing('2 * x + 1', '3 * g'))).toEqual(['differs']);
  });
});
