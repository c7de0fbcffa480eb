/** Answers: candidates, hard filters, fallbacks and explanations. */
@NullMarked
package io.tierwise.recommend.serving;

import org.jspecify.annotations.NullMarked;
