#include "export/pdf/page_range.h"

#include <array>
#include <cstddef>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <vector>

#include "core/error.h"

namespace codau::exports {
namespace {

/// Keys of a page that decide on its look.
constexpr std::array<const char*, 10> kOfPage{"/Type",      "/MediaBox", "/CropBox", "/Rotate",
                                              "/UserUnit",  "/Annots",   "/Group",   "/Contents",
                                              "/Resources", "/BleedBox"};
/// Keys of an annotation that decide on its look, and on which paper it is printed.
constexpr std::array<const char*, 10> kOfAnnotation{"/Type", "/Subtype",  "/Rect",   "/F",  "/AP",
                                                    "/AS",   "/Contents", "/Border", "/BS", "/C"};

template <std::size_t kCount>
void keep_only(QPDFObjectHandle of, const std::array<const char*, kCount>& keys) {
  QPDFObjectHandle kept = QPDFObjectHandle::newDictionary();
  for (const char* const key : keys) {
    if (of.hasKey(key)) kept.replaceKey(key, of.getKey(key));
  }
  for (const std::string& key : of.getKeys()) {
    if (!kept.hasKey(key)) of.removeKey(key);
  }
}

/// Tells whether an annotation is drawn: links have a border.
bool is_drawn(QPDFObjectHandle annotation) {
  return annotation.isDictionary() &&
         (annotation.hasKey("/AP") || annotation.getKey("/Subtype").isNameAndEquals("/Link"));
}

void keep_what_is_drawn(QPDFObjectHandle page) {
  keep_only(page, kOfPage);
  if (!page.getKey("/Annots").isArray()) return page.removeKey("/Annots");
  QPDFObjectHandle drawn = QPDFObjectHandle::newArray();
  for (const QPDFObjectHandle& one : page.getKey("/Annots").getArrayAsVector()) {
    if (!is_drawn(one)) continue;
    QPDFObjectHandle copy = QPDFObjectHandle(one).shallowCopy();
    keep_only(copy, kOfAnnotation);
    drawn.appendItem(copy);
  }
  page.replaceKey("/Annots", drawn);
  if (drawn.getArrayNItems() == 0) page.removeKey("/Annots");
}

/// Collects all names in contents, operands included: more than needed.
class NameFinder final : public QPDFObjectHandle::ParserCallbacks {
 public:
  void handleObject(QPDFObjectHandle object) override {
    if (object.isName()) names.insert(object.getName());
  }
  void handleEOF() override {}
  std::set<std::string> names;
};

/// Keeps the named entries of a resource dictionary. Its dictionaries may be shared with other
/// pages, so they are copied. Default colour spaces (/DefaultGray and the like) are kept, because
/// contents never name them.
void keep_only_named(QPDFObjectHandle resources, const std::set<std::string>& names) {
  for (const std::string& kind : resources.getKeys()) {
    if (!resources.getKey(kind).isDictionary()) continue;
    QPDFObjectHandle kept = resources.getKey(kind).shallowCopy();
    for (const std::string& name : kept.getKeys()) {
      if (names.count(name) == 0 && name.rfind("/Default", 0) != 0) kept.removeKey(name);
    }
    resources.replaceKey(kind, kept);
  }
}

/// Keeps the named resources of a page or form: a scanner may give every page the resources of all
/// pages.
void keep_named_resources(QPDFPageObjectHelper of) {
  of.removeUnreferencedResources();  // of forms, too
  NameFinder finder;
  of.parseContents(&finder);
  of.forEachFormXObject(true, [&](QPDFObjectHandle& form, QPDFObjectHandle&, std::string const&) {
    QPDFPageObjectHelper(form).parseContents(&finder);
  });
  QPDFObjectHandle resources = of.getAttribute("/Resources", true);
  if (resources.isDictionary()) keep_only_named(resources, finder.names);
}

/// Returns the forms of an annotation: one for each appearance, or one for each state of an
/// appearance.
std::vector<QPDFObjectHandle> appearances_of(QPDFObjectHandle annotation) {
  std::vector<QPDFObjectHandle> out;
  const auto add = [&](const QPDFObjectHandle& one) {
    if (QPDFObjectHandle(one).isStream()) out.push_back(one);
  };
  QPDFObjectHandle ways = annotation.getKey("/AP");
  if (!ways.isDictionary()) return out;
  for (auto& [way, look] : ways.getDictAsMap()) {
    add(look);
    if (!look.isDictionary()) continue;
    for (const auto& [state, form] : look.getDictAsMap()) add(form);
  }
  return out;
}

void keep_what_is_shown(QPDFPageObjectHelper page) {
  keep_what_is_drawn(page.getObjectHandle());
  keep_named_resources(page);
  QPDFObjectHandle annotations = page.getObjectHandle().getKey("/Annots");
  if (!annotations.isArray()) return;
  for (const QPDFObjectHandle& annotation : annotations.getArrayAsVector()) {
    for (const QPDFObjectHandle& form : appearances_of(annotation))
      keep_named_resources(QPDFPageObjectHelper(form));
  }
}

}  // namespace

void copy_pages(QPDF& source, PdfPageRange pages, QPDF& target) {
  QPDFPageDocumentHelper read(source), written(target);
  read.pushInheritedAttributesToPage();
  std::vector<QPDFPageObjectHelper> all = read.getAllPages();
  if (pages.from == 0 || pages.from > pages.to || pages.to > all.size())
    throw Error(Cause::kDamaged, "there are no such pages");
  if (source.getRoot().hasKey("/OCProperties"))
    throw Error(Cause::kDamaged, "which of its layers are seen is told for the whole");
  const std::size_t before = source.numWarnings();
  for (std::uint32_t number = pages.from; number <= pages.to; ++number) {
    keep_what_is_shown(all[number - 1]);
    written.addPage(all[number - 1], false);
  }
  if (source.numWarnings() > before)
    throw Error(Cause::kDamaged, "it cannot be told what a page shows");
}

}  // namespace codau::exports
