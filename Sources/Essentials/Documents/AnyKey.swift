/// A key of a record whose keys are not known beforehand.
package struct AnyKey: CodingKey {
  package let stringValue: String
  package let intValue: Int?

  package init(stringValue: String) { (self.stringValue, intValue) = (stringValue, nil) }

  /// The place of an element in a list.
  package init(intValue: Int) { (stringValue, self.intValue) = ("\(intValue)", intValue) }
}
