/** What is done now and then. */
@NullMarked
package io.tierwise.profile.adapter.schedule;

import org.jspecify.annotations.NullMarked;
