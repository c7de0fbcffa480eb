/** The event ledger and the user profiles that are folded from it. */
@NullMarked
package io.tierwise.profile;

import org.jspecify.annotations.NullMarked;
