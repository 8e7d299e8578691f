// The smallest program that uses codau::restore: restore_cpp MODELS DATA TEXT
#include <codau/core/changes.h>
#include <codau/core/error.h>
#include <codau/restore/restorer.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  try {
    const codau::restore::Restorer restorer(argv[1], argv[2]);
    const codau::Restored restored = restorer.restore(argv[3]);
    std::cout << restored.text << '\n';
    for (const codau::Change& change : restored.changes) {
      std::cout << change.before << " -> " << change.after << ' ' << change.confidence << '\n';
    }
    return codau::undo(restored.changes, restored.text) == argv[3] ? 0 : 1;
  } catch (const codau::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.code());
  }
}
