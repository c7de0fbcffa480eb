package io.tierwise.recommend.adapter.web;

import io.tierwise.recommend.evaluation.Interval;
import io.tierwise.recommend.training.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a model went live or did not, as JSON.
 *
 * @param difference of NDCG@10, candidate less live, with its 95 % interval
 */
record VerdictView(
    boolean promoted,
    String reason,
    String candidate,
    @Nullable String live,
    @Nullable Double candidateNdcgAt10,
    @Nullable Double liveNdcgAt10,
    @Nullable Interval difference) {
  static @Nullable VerdictView of(@Nullable Verdict verdict) {
    return verdict == null
        ? null
        : new VerdictView(
            verdict.promoted(),
            verdict.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            verdict.candidate(),
            verdict.live(),
            verdict.candidateNdcgAt10(),
            verdict.liveNdcgAt10(),
            verdict.difference());
  }
}
