#include "app/restore_markup.h"

#include <cstdint>
#include <string>
#include <vector>

#include "markup/splice.h"
#include "restore/api/change_log.h"
#include "text/json_text.h"

namespace codau::app {
namespace {

std::vector<restore::WordEvidence> collect_evidence(const markup::MarkupChunk& chunk) {
  std::vector<restore::WordEvidence> out;
  for (const markup::TextRun& run : chunk.runs) {
    if (run.confidence >= 0) out.push_back({run.text, run.confidence});
  }
  return out;
}

/// Returns a line of the log that also names the element.
std::string format_change(const markup::ElementChange& one, std::uint64_t in, std::uint64_t out) {
  std::string line = restore::to_jsonl(one.change, in, out);
  if (one.element.empty()) return line + '\n';
  line.back() = ',';
  return line + "\"element\":" + text::to_json_string(one.element) + "}\n";
}

}  // namespace

std::size_t restore_markup(const restore::Restorer& restorer,
                           const restore::RestoreOptions& options, markup::MarkupFormat format,
                           InputFiles& input, io::FileSink& out, io::FileSink* log) {
  std::uint64_t written = 0;
  std::size_t unapplied = 0;
  markup::read(
      format,
      {input.name(), [&](char* buffer, std::size_t size) { return input.read(buffer, size); }},
      [&](const markup::MarkupChunk& chunk) {
        const Restoration restored = restorer.restore(chunk.text, options, collect_evidence(chunk));
        const markup::SpliceResult spliced = markup::splice(chunk, restored.changes);
        out.write(spliced.bytes);
        for (const markup::ElementChange& one : spliced.changes) {
          if (log != nullptr) log->write(format_change(one, chunk.begin, written));
        }
        written += spliced.bytes.size();
        unapplied += spliced.unapplied;
      });
  return unapplied;
}

}  // namespace codau::app
