/** What prices say: of an item, from its like; of a user, from what they look at. */
@NullMarked
package io.tierwise.recommend.pricing;

import org.jspecify.annotations.NullMarked;
