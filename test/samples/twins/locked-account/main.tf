# An account that only its private endpoint reaches, without keys, with an identity.
variable "name" {
  default = "assistant"
}

variable "subnet_id" {}

variable "resource_group" {}

resource "azurerm_cognitive_account" "account" {
  name                          = var.name
  location                      = "westeurope"
  resource_group_name           = var.resource_group
  kind                          = "OpenAI"
  sku_name                      = "S0"
  custom_subdomain_name         = var.name
  public_network_access_enabled = false
  local_auth_enabled            = false

  identity {
    type = "SystemAssigned"
  }
}

resource "azurerm_private_endpoint" "endpoint" {
  name                = "pe-${var.name}"
  location            = "westeurope"
  resource_group_name = var.resource_group
  subnet_id           = var.subnet_id

  private_service_connection {
    name                           = "account"
    private_connection_resource_id = azurerm_cognitive_account.account.id
    subresource_names              = ["account"]
    is_manual_connection           = false
  }
}
