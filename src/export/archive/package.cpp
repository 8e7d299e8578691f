#include "export/archive/package.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string_view>
#include <utility>

#include "core/error.h"
#include "record/schema/ids.h"
#include "text/unicode.h"

namespace codau::exports {
namespace {

namespace fs = std::filesystem;

/// Tells whether bytes that arrive in pieces contain `word`.
class Finder {
 public:
  explicit Finder(std::string_view word) : word_(word) {}
  void add(std::string_view bytes) {
    if (found_) return;
    tail_ += bytes;
    found_ = tail_.find(word_) != tail_.npos;
    tail_.erase(0, tail_.size() - std::min(tail_.size(), word_.size() - 1));
  }
  [[nodiscard]] bool found() const { return found_; }

 private:
  std::string_view word_;
  std::string tail_;
  bool found_ = false;
};

[[noreturn]] void unreadable(const fs::path& file, int error) {
  throw Error(
      ErrorCode::kOutput,
      file.string() + ": " + both("không đọc được: ", "cannot be read: ") + describe_errno(error));
}

std::string cell_of(const std::vector<ArchivalField>& fields, const std::vector<std::string>& cells,
                    std::string_view name) {
  const auto found = std::ranges::find(fields, name, &ArchivalField::name);
  return found == fields.end() ? std::string()
                               : cells[static_cast<std::size_t>(found - fields.begin())];
}

std::string value_of(const ArchivalValues& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string() : found->second;
}

/// Returns the locations of the METS schema and of the schemas for content inside METS.
std::string schema_locations(const XmlSchemas& schemas) {
  std::string out;
  for (const XmlSchemas::File& file : schemas.files()) {
    const bool is_meant =
        &file == schemas.find_schema(PackageXml::kMets) ||
        (!file.is_part && file.target_namespace.starts_with("https://DILCIS.eu/"));
    if (is_meant && file.target_namespace.find(' ') == file.target_namespace.npos)
      out += (out.empty() ? "" : " ") + file.target_namespace + " schemas/" + file.name;
  }
  return out;
}

/// Makes the entries of a package. Entries that others refer to are made first.
class Maker {
 public:
  Maker(const PackageSettings& settings, const ArchivalTables& tables, const std::string& file_code,
        std::size_t ordinal, const ArchivalFile& made)
      : settings_(settings), tables_(tables), made_(made) {
    const std::string fonds = value_of(made.package_values, "fonds");
    const std::string kind = settings.form == ArchivalForm::kSip ? "sip" : "aip";
    const std::string archive = value_of(made.package_values, "archiveCode");
    const std::string uuid =
        text::to_upper(record::make_uuid(kind + "|" + archive + "|" + fonds + "|" + file_code));
    facts_.form = settings.form;
    facts_.terms = settings.terms;
    facts_.objid = fill_placeholders(term("OBJID"), {{"FONDS", fonds}, {"UUID", uuid}});
    out_.folder = facts_.objid;
    std::ranges::replace(out_.folder, ':', '_');
    out_.zip = fill_placeholders(term("zip"), {{"FONDS", fonds},
                                               {"UUID", uuid},
                                               {"FOLDER", out_.folder},
                                               {"ORDINAL", std::to_string(ordinal)}});
    for (const std::string& name : {out_.folder, out_.zip}) {
      if (name.empty() || !is_valid_archive_code(name.substr(0, 1)) || name.find('/') != name.npos)
        throw Error(ErrorCode::kModel,
                    "packages.tsv: " +
                        both("tên gói không dùng được: ", "no good name of a package: ") + name);
    }
    out_.zip += ".zip";
    const std::string title = cell_of(tables.file_fields, made.file_cells, "title");
    facts_.label = title.empty() ? file_code : title;
    facts_.fonds = fonds;
    facts_.creator = value_of(made.package_values, "creator");
    facts_.agreement = value_of(made.package_values, "agreement");
    facts_.version = settings.version;
    if (settings.schemas) facts_.schema_locations = schema_locations(*settings.schemas);
  }

  Package make(const std::vector<std::string>& names, const std::vector<PackedPdfs>& pdfs) {
    for (const PackedPdfs& one : pdfs) {
      facts_.created_at = std::max(facts_.created_at, time_of(one.pdf));
      if (one.original) facts_.created_at = std::max(facts_.created_at, time_of(*one.original));
    }
    std::vector<PackedPaper> papers;
    for (std::size_t i = 0; i < names.size(); ++i)
      papers.push_back(add_paper(names[i], made_.paper_cells[i], pdfs[i]));
    std::optional<PackedFile> premis, premis_of_rep;
    if (settings_.form == ArchivalForm::kAip) {
      premis = add_xml("metadata/preservation/PREMIS.xml", PackageXml::kPremis,
                       make_package_premis(facts_));
      premis_of_rep =
          add_xml(std::string(kRepresentationFolder) + "metadata/preservation/PREMIS_rep1.xml",
                  PackageXml::kPremis, make_representation_premis(facts_, papers));
    }
    const PackedFile rep =
        add_xml(std::string(kRepresentationFolder) + "METS.xml", PackageXml::kMets,
                make_representation_mets(facts_, papers, premis_of_rep));
    const PackedFile ead = add_xml("metadata/descriptive/EAD.xml", PackageXml::kEad,
                                   make_ead(tables_.file_fields, made_.file_cells));
    const std::vector<PackedFile> schemas = add_schemas();
    static_cast<void>(add_xml("METS.xml", PackageXml::kMets,
                              make_package_mets(facts_, ead, premis, rep, schemas)));
    std::ranges::sort(out_.entries, {}, [](const PackageEntry& entry) { return entry.file.path; });
    return std::move(out_);
  }

 private:
  [[nodiscard]] const std::string& term(std::string_view name) const {
    return settings_.terms.find(name)->second;
  }
  [[nodiscard]] std::int64_t time_of(const PdfFacts& pdf) const {
    return settings_.epoch.value_or(pdf.modified_at);
  }

  PackedFile add_xml(std::string path, PackageXml kind, std::string bytes) {
    const PackedFile file{std::move(path), bytes.size(), record::sha256(bytes), facts_.created_at};
    out_.entries.push_back({file, std::move(bytes), {}, kind, {}});
    return file;
  }
  PackedFile add_pdf(std::string path, const PdfFacts& pdf) {
    const PackedFile file{std::move(path), pdf.size, pdf.sha256, time_of(pdf)};
    out_.entries.push_back({file, {}, {}, {}, pdf.path});
    return file;
  }

  PackedPaper add_paper(const std::string& name, const std::vector<std::string>& cells,
                        const PackedPdfs& pdfs) {
    const std::string data = std::string(kRepresentationFolder) + "data/" + name;
    PackedPaper out;
    out.id = name;
    out.pdf = add_pdf(data + ".pdf", pdfs.pdf);
    out.is_pdf_a = pdfs.pdf.is_pdf_a;
    out.description = add_xml(
        std::string(kRepresentationFolder) + "metadata/descriptive/EAD_doc_" + name + ".xml",
        PackageXml::kEadDoc, make_ead(tables_.paper_fields, cells));
    if (pdfs.original) out.original = add_pdf(data + ".goc.pdf", *pdfs.original);
    return out;
  }

  std::vector<PackedFile> add_schemas() {
    std::vector<PackedFile> out;
    if (!settings_.schemas) return out;
    for (const XmlSchemas::File& file : settings_.schemas->files()) {
      out.push_back({"schemas/" + file.name, file.bytes.size(), file.sha256, facts_.created_at});
      out_.entries.push_back({out.back(), {}, file.bytes, {}, {}});
    }
    return out;
  }

  const PackageSettings& settings_;
  const ArchivalTables& tables_;
  const ArchivalFile& made_;
  PackageFacts facts_;
  Package out_;
};

}  // namespace

PdfFacts read_pdf_facts(const fs::path& pdf) {
  constexpr std::size_t kPiece = std::size_t{256} << 10U;
  PdfFacts out;
  out.path = pdf;
  struct stat status {};
  if (::stat(pdf.c_str(), &status) != 0) unreadable(pdf, errno);
  out.modified_at = status.st_mtim.tv_sec;
  std::ifstream in(pdf, std::ios::binary);
  if (!in) unreadable(pdf, errno);
  Finder claim("pdfaid:part>2<");
  out.sha256 = record::sha256_of_pieces([&](const auto& take) {
    std::string piece(kPiece, '\0');
    while (in) {
      in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
      const std::string_view bytes(piece.data(), static_cast<std::size_t>(in.gcount()));
      take(bytes);
      claim.add(bytes);
      out.size += bytes.size();
    }
  });
  if (in.bad()) unreadable(pdf, EIO);
  out.is_pdf_a = claim.found();
  return out;
}

Package make_package(const PackageSettings& settings, const ArchivalTables& tables,
                     const std::string& file_code, std::size_t ordinal, const ArchivalFile& values,
                     const std::vector<std::string>& paper_ids,
                     const std::vector<PackedPdfs>& paper_pdfs) {
  return Maker(settings, tables, file_code, ordinal, values).make(paper_ids, paper_pdfs);
}

std::vector<InvalidXmlFile> find_invalid_xml(const Package& package, const XmlSchemas& schemas) {
  std::vector<InvalidXmlFile> out;
  for (const PackageEntry& entry : package.entries) {
    if (!entry.kind) continue;
    if (auto fault = schemas.validate(*entry.kind, entry.bytes))
      out.push_back({entry.file.path, *std::move(fault)});
  }
  return out;
}

}  // namespace codau::exports
