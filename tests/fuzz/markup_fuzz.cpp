// Files of other programs (markup/read.h): the first byte chooses the form.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "markup/notation.h"
#include "markup/read.h"
#include "markup/splice.h"
#include "replay.h"

using namespace codau;
using namespace codau::markup;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string file(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::size_t at = 0, seen = 0;
  const Input input{"file", [&](char* buffer, std::size_t most) {
                      const std::size_t n = std::min({most, file.size() - at, std::size_t{97}});
                      file.copy(buffer, n, at);
                      at += n;
                      return n;
                    }};
  try {
    read(static_cast<Format>(data[0] % 5), input, [&](const Passage& passage) {
      if (passage.bytes != file.substr(seen, passage.bytes.size())) std::abort();
      seen += passage.bytes.size();
      std::vector<Change> changes;
      for (const Piece& piece : passage.pieces) {
        const auto text = slice(passage.text, piece.text);
        if (read_notation(slice(passage.bytes, piece.source), piece.notation) != text) std::abort();
        Change change;
        change.in = piece.text;
        change.before = text;
        change.after = "Ủ&<";
        changes.push_back(std::move(change));
      }
      if (splice(passage, {}).bytes != passage.bytes) std::abort();
      (void)splice(passage, changes);
    });
    if (seen != file.size()) std::abort();
  } catch (const Error&) {
  }
  return 0;
}
