/**
 * What every service of the suite has in common; a service depends on it and configures nothing.
 */
@NullMarked
package io.tierwise.starter;

import org.jspecify.annotations.NullMarked;
