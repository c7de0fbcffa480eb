/** What {@code campaign-service} sends. */
@NullMarked
package io.tierwise.contracts.campaign;

import org.jspecify.annotations.NullMarked;
