/**
 * For the tests of Java plugins, in memory and without a daemon.
 *
 * <p>{@link dev.winnow.plugin.testkit.TestPlugin} loads a plugin and shows what it registered;
 * {@link dev.winnow.plugin.testkit.TestInventory} holds resources and answers filters as MySQL would;
 * {@link dev.winnow.plugin.testkit.TestJob} runs job handlers and harvesters and keeps what they did.
 */
@NullMarked
package dev.winnow.plugin.testkit;

import org.jspecify.annotations.NullMarked;
