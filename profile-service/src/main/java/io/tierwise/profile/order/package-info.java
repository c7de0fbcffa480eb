/** Orders, refunds and cancellations by their natural keys. */
@NullMarked
package io.tierwise.profile.order;

import org.jspecify.annotations.NullMarked;
