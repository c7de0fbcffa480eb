/** Use case that sends the features of changed profiles after their commit. */
@NullMarked
package io.tierwise.profile.publication;

import org.jspecify.annotations.NullMarked;
