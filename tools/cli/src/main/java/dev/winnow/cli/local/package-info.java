/** What a command can see of the installation it runs in: variables and where they came from, accounts, folders. */
@NullMarked
package dev.winnow.cli.local;

import org.jspecify.annotations.NullMarked;
