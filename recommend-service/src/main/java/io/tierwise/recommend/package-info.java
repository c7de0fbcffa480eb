/** Recommendations: interactions in, models trained, lists and affinities out. */
@NullMarked
package io.tierwise.recommend;

import org.jspecify.annotations.NullMarked;
