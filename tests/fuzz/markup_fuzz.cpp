// Files of other programs (markup/read.h): the first byte chooses the form.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "markup/escaping.h"
#include "markup/read.h"
#include "markup/splice.h"
#include "replay.h"

using namespace codau;
using namespace codau::markup;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string file(reinterpret_cast<const char*>(data) + 1, size - 1);
  std::size_t at = 0, seen = 0;
  const MarkupInput input{
      "file", [&](char* buffer, std::size_t most) {
        const std::size_t n = std::min({most, file.size() - at, std::size_t{97}});
        file.copy(buffer, n, at);
        at += n;
        return n;
      }};
  try {
    read(static_cast<MarkupFormat>(data[0] % 5), input, [&](const MarkupChunk& chunk) {
      if (chunk.bytes != file.substr(seen, chunk.bytes.size())) std::abort();
      seen += chunk.bytes.size();
      std::vector<Change> changes;
      for (const TextRun& run : chunk.runs) {
        const auto text = slice(chunk.text, run.text);
        if (unescape(slice(chunk.bytes, run.source), run.escaping) != text) std::abort();
        Change change;
        change.in = run.text;
        change.before = text;
        change.after = "Ủ&<";
        changes.push_back(std::move(change));
      }
      if (splice(chunk, {}).bytes != chunk.bytes) std::abort();
      (void)splice(chunk, changes);
    });
    if (seen != file.size()) std::abort();
  } catch (const Error&) {
  }
  return 0;
}
