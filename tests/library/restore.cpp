// The smallest program that uses codau::restore: restore_cpp MODELS DATA TEXT
#include <codau/restore.hpp>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    const codau::library::Restorer restorer(argv[1], argv[2]);
    codau::library::Options options;
    options.list_tokens = options.write_log = true;
    const codau::library::Result result = restorer.restore(argv[3], options);
    std::cout << result.text << '\n';
    for (const codau::library::Change& change : result.changes) {
      std::cout << change.before << " -> " << change.after << ' ' << change.confidence << '\n';
    }
    for (const codau::library::Token& token : result.tokens) {
      for (const codau::library::Alternative& other : token.alternatives) {
        std::cout << token.after << " or " << other.text << ' ' << other.confidence << '\n';
      }
    }
    return codau::library::undo(result.text, result.log) == argv[3] ? 0 : 1;
  } catch (const codau::library::Error& error) {
    std::cerr << error.what() << '\n';
    return error.status();
  }
}
