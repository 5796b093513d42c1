package example;

public class Main {
}
