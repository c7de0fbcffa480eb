/** What each number of a profile means, and the rows of the ledger behind it. */
@NullMarked
package io.tierwise.profile.explain;

import org.jspecify.annotations.NullMarked;
