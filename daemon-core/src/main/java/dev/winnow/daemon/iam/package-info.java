/** Signing in to RDS by AWS credentials in place of a password. */
@NullMarked
package dev.winnow.daemon.iam;

import org.jspecify.annotations.NullMarked;
