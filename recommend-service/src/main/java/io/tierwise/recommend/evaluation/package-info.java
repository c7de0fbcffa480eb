/** Offline evaluation: time split, full-catalogue ranking, the usual metrics. */
@NullMarked
package io.tierwise.recommend.evaluation;

import org.jspecify.annotations.NullMarked;
