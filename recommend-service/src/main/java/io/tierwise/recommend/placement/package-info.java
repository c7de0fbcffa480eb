/** Places of a shop that show recommendations, each with strategies and rules of its own. */
@NullMarked
package io.tierwise.recommend.placement;

import org.jspecify.annotations.NullMarked;
