#include "export/archive/package_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "export/archive/archival_papers.h"
#include "export/archive/fault_list.h"
#include "export/xlsx/zip_file.h"
#include "record/schema/ids.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

void write_zip(const Package& package, const fs::path& name, const io::AtomicFile& part) {
  std::vector<ZipEntry> entries;
  for (const PackageEntry& entry : package.entries)
    entries.push_back(
        {package.folder + "/" + entry.file.path, entry.text(), entry.pdf_path, entry.file.size});
  write_zip(entries, name, [&](std::uint64_t at, std::string_view bytes) {
    return io::write_at(part.fd(), at, bytes);
  });
}

/// Throws Error{kOutput} EXPORT_MISMATCH unless `file` has these entries with these bytes; as
/// refuse_changed() if a PDF has other bytes than were planned.
void check_zip(const Package& package, const fs::path& name, const fs::path& file) {
  const ZipFile archive(file);
  const std::vector<std::string> names = archive.names();
  check_hash(name, std::to_string(names.size()), std::to_string(package.entries.size()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const PackageEntry& entry = package.entries[i];
    check_hash(name, names[i], package.folder + "/" + entry.file.path);
    const std::string sha256 =
        record::sha256_of_pieces([&](const auto& take) { archive.read(i, take); });
    const bool is_same = sha256 == entry.file.sha256;
    if (!is_same && !entry.pdf_path.empty() &&
        record::sha256_of_file(entry.pdf_path) != entry.file.sha256)
      refuse_changed(entry.pdf_path);
    check_hash(name, sha256, entry.file.sha256);
  }
}

Package package_of(const ExportFilter& filter, const PackagePlan& plan,
                   const PackedArchiveFile& file) {
  std::vector<KnownPaper> papers;
  std::vector<std::string> names;
  std::vector<PackedPdfs> pdfs;
  for (const std::string& doc_id : file.doc_ids) {
    const PlacedPaper& place = plan.archival_plan.papers.find(doc_id)->second;
    filter.for_each_row_of(
        record::table(record::TableId::kDocuments), doc_id,
        [&](const record::Row& row, std::string_view) {
          papers.push_back(load_known_paper(filter.store(), *plan.pdf_finder, place, doc_id, row));
        });
    names.push_back(place.id());
    pdfs.push_back(plan.pdfs.find(doc_id)->second);
  }
  if (papers.size() != file.doc_ids.size())
    throw Error(ErrorCode::kInternal, "a paper of a package is not delivered");
  std::vector<const KnownPaper*> list;
  for (const KnownPaper& paper : papers) list.push_back(&paper);
  return make_package(plan.settings, plan.archival_plan.tables, file.code, file.ordinal,
                      make_archival_file(plan.archival_plan, file.code, papers.size(), list), names,
                      pdfs);
}

}  // namespace

void write_packages(const ExportFilter& filter, const PackagePlan& plan, FileSet& files) {
  for (const PackedArchiveFile& file : plan.packed_files) {
    const Package package = package_of(filter, plan, file);
    files.write_seekable(package.zip, [&](const io::AtomicFile& part) {
      const fs::path name = files.target_path(package.zip);
      write_zip(package, name, part);
      check_zip(package, name, part.path());
      return std::uint64_t{file.doc_ids.size()};
    });
  }
  write_fault_list(plan.faults, files);
}

}  // namespace codau::exports
