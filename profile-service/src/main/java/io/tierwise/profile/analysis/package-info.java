/** Questions about the behaviour of all users, and their answers. */
@NullMarked
package io.tierwise.profile.analysis;

import org.jspecify.annotations.NullMarked;
