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
#include "pipeline/output/files.h"

namespace codau::pipeline {

std::vector<std::string> texts(Until until) {
  std::vector<std::string> names{"ocr.txt"};
  if (until >= Until::kRestore) names.insert(names.end(), {"text.txt", kChanges});
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
  const FileIdentity before = identity_of(open.get());
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
  if (got == 0 && has_rested(before)) news_ = {before.inode, before.changed, names_.substr(1)};
}

bool DocumentFolder::has(std::string_view name) const {
  return names_.find('/' + std::string(name) + '/') != std::string::npos;
}

bool DocumentFolder::has_parts() const { return names_.find("/.") != std::string::npos; }

bool DocumentFolder::is_whole(Until until, bool with_pdf) const {
  std::vector<std::string> names = texts(until);
  if (until >= Until::kDocument) names.emplace_back(kDocumentJson);
  if (with_pdf) names.emplace_back(kPdf);
  return std::ranges::all_of(names, [&](const std::string& name) { return has(name); });
}

Until DocumentFolder::until() const {
  if (has(kDocumentJson)) return Until::kDocument;
  return has("text.txt") ? Until::kRestore : Until::kOcr;
}

}  // namespace codau::pipeline
