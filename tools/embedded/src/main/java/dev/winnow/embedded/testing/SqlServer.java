package dev.winnow.embedded.testing;

import dev.winnow.embedded.Account;
import java.util.Map;

/** A running database server and who can sign in. */
record SqlServer(String host, int port, String superuser, String superuserPassword, Map<Account, String> passwords) {
}
