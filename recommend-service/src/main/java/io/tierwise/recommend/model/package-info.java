/** Recommendation models: what they learn, how they score, how they are stored. */
@NullMarked
package io.tierwise.recommend.model;

import org.jspecify.annotations.NullMarked;
