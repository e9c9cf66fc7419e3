/** What `ncsparse measure` says of a model, for programs; keys: docs/calculator.md. */
import type { HeadFigures, KeyExponent, KeptShare, MeasuredHead, ModelSummary } from "ncsparse";
import type { Json } from "../../answer.js";

export function modelJson(heads: readonly MeasuredHead[], summary: ModelSummary): Record<string, Json> {
  const { law, shared, growth, sigma, c, freezing, C } = summary;
  return {
    summary: {
      heads: summary.heads,
      sigma: { ...sigma },
      c: { ...c },
      freezing: { ...freezing },
      growth: { ...growth },
      C: { ...C },
      law: law === null ? null : { ...law },
      keys_each: shared.each,
      keys_per_head: shared.perHead,
    },
    heads: heads.map(headJson),
  };
}

function headJson({ layer, head, batch, keyHead, figures, compared }: MeasuredHead): Json {
  return {
    layer,
    head,
    batch,
    key_head: keyHead,
    ...figuresJson(figures),
    compared:
      compared === null
        ? null
        : {
            k: compared.k,
            C: compared.C,
            budgets: compared.budgets.map(shareJson),
            selectors: compared.selectors.map(shareJson),
          },
  };
}

function figuresJson(f: HeadFigures): Record<string, Json> {
  return {
    queries: f.queries,
    keys: f.keys,
    rows: f.rows,
    sigma: { ...f.sigma },
    c: { ...f.c },
    skewness: { ...f.skewness },
    excess_kurtosis: { ...f.excessKurtosis },
    freezing: { ...f.freezing },
    entropy: { ...f.entropy },
    participation: { ...f.participation },
    N_eps: f.above.map((one) => ({ ...one })),
    windows: f.windows.map(({ k, mass, massPredicted, output }) => ({
      k,
      m: mass,
      m_predicted: massPredicted,
      output,
    })),
    needed: {
      tv: { ...f.needed.tv },
      tv_predicted: { ...f.needed.tvPredicted },
      tv_certified: { ...f.needed.tvCertified },
      output: f.needed.output === null ? null : { ...f.needed.output },
    },
    exponent: exponentJson(f.exponent),
    output_exponent: exponentJson(f.outputExponent),
    positions: f.positions.map((group) => ({ ...group })),
  };
}

function exponentJson(exponent: KeyExponent | null): Json {
  return exponent === null ? null : { ...exponent, groups: exponent.groups.map((group) => ({ ...group })) };
}

function shareJson({ name, mass, massLow, output }: KeptShare): Json {
  return { name, m: mass, m_low: massLow, output };
}
