/** How much of an item or a category will be ordered: for planning stock. */
@NullMarked
package io.tierwise.recommend.demand;

import org.jspecify.annotations.NullMarked;
