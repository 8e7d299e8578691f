#include "pipeline/output/document_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <system_error>

#include "core/error.h"
#include "pipeline/inputs/reject_list.h"
#include "pipeline/inputs/source_identity.h"
#include "pipeline/output/output_files.h"

namespace codau::pipeline {

std::vector<std::string> list_text_files(StageLimit until) {
  std::vector<std::string> names{"ocr.txt"};
  if (until >= StageLimit::kRestore) names.insert(names.end(), {"text.txt", kChangesFile});
  return names;
}

DocumentFolder::DocumentFolder(const std::string& folder) { list(folder); }

DocumentFolder::DocumentFolder(const std::string& folder,
                               const std::optional<store::SeenFolder>& seen,
                               const std::optional<store::FileStamp>& now) {
  const bool is_as_it_was =
      seen && now && now->inode == seen->inode && now->changed == seen->changed;
  has_changed_ = seen && !is_as_it_was;
  is_as_it_was ? void(names_ += seen->names) : list(folder);
}

// By the system's own call: the library's walk takes twice as long, and many are looked at.
void DocumentFolder::list(const std::string& folder) {
  const worker::Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.get() < 0) return;
  const FileIdentity before = read_identity(open.get());
  alignas(dirent64) std::array<char, 4096> entries;  // more than a document has files
  ssize_t got = 0;
  while ((got = ::getdents64(open.get(), entries.data(), entries.size())) > 0) {
    for (ssize_t at = 0; at < got;) {
      const auto* const entry = reinterpret_cast<const dirent64*>(entries.data() + at);
      at += entry->d_reclen;
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names_.append(name).append("/");
    }
  }
  if (got == 0 && is_at_rest(before)) news_ = {before.inode, before.changed, names_.substr(1)};
}

bool DocumentFolder::has(std::string_view name) const {
  return names_.find('/' + std::string(name) + '/') != std::string::npos;
}

bool DocumentFolder::has_parts() const { return names_.find("/.") != std::string::npos; }

bool DocumentFolder::is_whole(StageLimit until, bool with_pdf) const {
  std::vector<std::string> names = list_text_files(until);
  if (until >= StageLimit::kDocument) names.emplace_back(kDocumentJsonFile);
  if (with_pdf) names.emplace_back(kPdfFile);
  return std::ranges::all_of(names, [&](const std::string& name) { return has(name); });
}

StageLimit DocumentFolder::until() const {
  if (has(kDocumentJsonFile)) return StageLimit::kDocument;
  return has("text.txt") ? StageLimit::kRestore : StageLimit::kOcr;
}

}  // namespace codau::pipeline
