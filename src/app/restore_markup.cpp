#include "app/restore_markup.h"

#include <cstdint>
#include <string>
#include <vector>

#include "markup/splice.h"
#include "restore/api/change_log.h"
#include "text/json_text.h"

namespace codau::app {
namespace {

std::vector<restore::WordEvidence> evidence_of(const markup::Passage& passage) {
  std::vector<restore::WordEvidence> out;
  for (const markup::Piece& piece : passage.pieces) {
    if (piece.confidence >= 0) out.push_back({piece.text, piece.confidence});
  }
  return out;
}

/// Returns a line of the log that also names the element.
std::string line_of(const markup::ElementChange& one, std::uint64_t in, std::uint64_t out) {
  std::string line = restore::to_jsonl(one.change, in, out);
  if (one.element.empty()) return line + '\n';
  line.back() = ',';
  return line + "\"element\":" + text::json_string(one.element) + "}\n";
}

}  // namespace

std::size_t restore_markup(const restore::Restorer& restorer,
                           const restore::RestoreOptions& options, markup::Format format,
                           InputFiles& files, io::FileSink& out, io::FileSink* log) {
  std::uint64_t written = 0;
  std::size_t unmade = 0;
  markup::read(
      format,
      {files.name(), [&](char* buffer, std::size_t size) { return files.read(buffer, size); }},
      [&](const markup::Passage& passage) {
        const Restored restored = restorer.restore(passage.text, options, evidence_of(passage));
        const markup::Spliced spliced = markup::splice(passage, restored.changes);
        out.write(spliced.bytes);
        for (const markup::ElementChange& one : spliced.changes) {
          if (log != nullptr) log->write(line_of(one, passage.begin, written));
        }
        written += spliced.bytes.size();
        unmade += spliced.unmade;
      });
  return unmade;
}

}  // namespace codau::app
