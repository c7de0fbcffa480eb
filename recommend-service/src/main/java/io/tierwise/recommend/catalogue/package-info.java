/** The items that may be recommended, held in memory. */
@NullMarked
package io.tierwise.recommend.catalogue;

import org.jspecify.annotations.NullMarked;
