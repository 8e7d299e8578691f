#include "export/archive/package_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "export/archive/archival_faults.h"
#include "export/archive/archival_papers.h"
#include "export/xlsx/zip_archive.h"
#include "record/ids.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;
using Take = std::function<void(std::string_view)>;

/// Copies the planned bytes of a PDF. Throws Error{kOutput} if the file has changed since.
void copy_pdf(const PackageEntry& entry, const Take& take) {
  constexpr std::uint64_t kPiece = std::uint64_t{256} << 10U;
  std::ifstream in(entry.from, std::ios::binary);
  std::string piece;
  Crc32 sum;
  std::uint64_t left = entry.file.bytes;
  while (left > 0 && in) {
    piece.resize(static_cast<std::size_t>(std::min(left, kPiece)));
    if (!in.read(piece.data(), static_cast<std::streamsize>(piece.size()))) break;
    sum.add(piece);
    take(piece);
    left -= piece.size();
  }
  if (left > 0 || sum.value() != entry.crc) {
    throw Error(ErrorCode::kOutput,
                entry.from.string() + ": " +
                    both("đã đổi trong lúc xuất; xuất lại", "has changed meanwhile; export again"));
  }
}

void write_zip(const Package& package, io::FileSink& sink) {
  ZipWriter zip(sink);
  for (const PackageEntry& entry : package.entries) {
    const std::string name = package.folder + "/" + entry.file.path;
    zip.add(name, entry.file.bytes, entry.crc, [&](const Take& take) {
      if (entry.from.empty()) {
        take(entry.text());
      } else {
        copy_pdf(entry, take);
      }
    });
  }
  zip.finish();
}

/// Throws Error{kOutput} EXPORT_MISMATCH unless the file has these entries with these bytes.
void check_zip(const Package& package, const fs::path& file) {
  const ZipArchive archive(file);
  check_same(file, std::to_string(archive.entries().size()),
             std::to_string(package.entries.size()));
  for (std::size_t i = 0; i < package.entries.size(); ++i) {
    const PackageEntry& entry = package.entries[i];
    const ZipArchive::Entry& found = archive.entries()[i];
    check_same(file, found.name, package.folder + "/" + entry.file.path);
    ZipEntryReader reader(archive, found);
    const std::string sha256 = record::sha256_of_pieces([&](const auto& take) {
      for (std::string piece; reader.read(piece); piece.clear()) take(piece);
    });
    check_same(file, sha256, entry.file.sha256);
  }
}

Package package_of(const Delivery& delivery, const PackagePlan& plan,
                   const PackedArchiveFile& file) {
  std::vector<KnownPaper> papers;
  std::vector<std::string> names;
  std::vector<PackedPdfs> pdfs;
  for (const std::string& doc_id : file.doc_ids) {
    const PlacedPaper& place = plan.plan.papers.find(doc_id)->second;
    delivery.each_row_of(
        record::table("documents"), doc_id, [&](const record::Row& row, std::string_view) {
          papers.push_back(known_paper(delivery.store(), *plan.found, place, doc_id, row));
        });
    names.push_back(place.id());
    pdfs.push_back(plan.pdfs.find(doc_id)->second);
  }
  if (papers.size() != file.doc_ids.size())
    throw Error(ErrorCode::kInternal, "a paper of a package is not delivered");
  std::vector<const KnownPaper*> list;
  for (const KnownPaper& paper : papers) list.push_back(&paper);
  return make_package(plan.making, plan.plan.tables, file.code, file.ordinal,
                      archival_file(plan.plan, file.code, papers.size(), list), names, pdfs);
}

}  // namespace

void write_packages(const Delivery& delivery, const PackagePlan& plan, FileSet& files) {
  for (const PackedArchiveFile& file : plan.files) {
    const Package package = package_of(delivery, plan, file);
    files.write(package.zip, [&](io::FileSink& sink) {
      write_zip(package, sink);
      return std::uint64_t{file.doc_ids.size()};
    });
    check_zip(package, files.place_of(package.zip));
  }
  write_faults(plan.faults, files);
}

}  // namespace codau::exports
