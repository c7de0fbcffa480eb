/** What {@code profile-service} sends. */
@NullMarked
package io.tierwise.contracts.profile;

import org.jspecify.annotations.NullMarked;
