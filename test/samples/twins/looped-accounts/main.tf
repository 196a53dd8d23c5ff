# Two accounts from one list: one keyless, one not.
locals {
  accounts = {
    chat   = { keyless = true }
    speech = { keyless = false }
  }
}

resource "azurerm_cognitive_account" "account" {
  for_each              = local.accounts
  name                  = each.key
  location              = "westeurope"
  resource_group_name   = "shop"
  kind                  = "AIServices"
  sku_name              = "S0"
  custom_subdomain_name = each.key
  local_auth_enabled    = !each.value.keyless

  identity {
    type = "SystemAssigned"
  }

  network_acls {
    default_action = "Deny"
    ip_rules       = [for half in ["0.0.0.0", "128.0.0.0"] : "${half}/1"]
  }
}
